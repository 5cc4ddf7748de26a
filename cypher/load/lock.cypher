// title: Let loads into one graph take turns
// The change is undone at once; its lock lasts to the end of the transaction.
MATCH (s:Schema {id: 'neurokg'})
SET s.loading = true
REMOVE s.loading
