// What is known of one node or edge, beside a picture.

/** The address of the numbers and evidence of a node. */
export function ofNode(id) { return `/explore/details?id=${encodeURIComponent(id)}`; }

/** Fill a panel with what an address tells of a node or edge, if it is still wanted when it comes. */
export async function tell(address, panel, wanted) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || !wanted()) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  panel.replaceChildren(...(page.querySelector("section.details") ?? page.body).childNodes);
  panel.hidden = false;
}
