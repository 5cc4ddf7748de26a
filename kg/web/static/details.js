// What is known of one node, beside a picture.

/** Fill a panel with the numbers and evidence of a node, if it is still wanted when they come. */
export async function tell(id, panel, wanted) {
  const answer = await fetch(`/explore/details?id=${encodeURIComponent(id)}`);
  if (!answer.ok || !wanted()) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  panel.replaceChildren(...page.body.childNodes);
  panel.hidden = false;
}
