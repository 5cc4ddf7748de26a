"""The pages in a real Chromium: the whole way with scripts and without, accessibility, HTML."""

import os
import re
import shutil

import html5lib
import pytest
from playwright.sync_api import expect, sync_playwright

from tests.web.test_pages import PAGES

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium; skipped where there is none, never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("in CI the tests need chromium")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, address):
    """Open pages of the site; what the console says that is not expected fails the test."""
    contexts, complaints = [], []

    def new(*, expected=None, **how):
        context = browser.new_context(
            base_url=address, viewport=how.pop("viewport", {"width": 1280, "height": 900}), **how
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on(
            "console",
            lambda message: (
                (expected and expected in message.text) or complaints.append(message.text)
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield new
    for context in contexts:
        context.close()
    assert not complaints


def node(page, label):
    return page.locator(f'.node[data-label="{label}"]')


def test_from_search_by_a_concept_and_a_paper_to_the_explorer_and_its_link(opened):
    page = opened()
    page.goto("/")
    page.fill("#q", "visul")
    page.locator("#q-suggestions a").filter(has_text="visual cortex").wait_for()
    page.press("#q", "Escape")  # closes the list and leaves what was typed
    expect(page.locator("#q-suggestions")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("visul")
    page.fill("#q", "V4")
    page.locator("#q-suggestions a").filter(has_text="V4A").wait_for()
    page.locator('#q-suggestions a[href$="/neurokg:v4"]').click(delay=400)  # a slow press counts
    expect(page.locator("h1")).to_have_text("visual area V4")
    page.locator(".card h3 a").first.click()
    expect(page.locator(".reading")).to_be_visible()
    mention = page.locator(".text .m.region").first
    mention.hover()
    expect(page.locator(".tip")).to_contain_text("visual area V4 · brain region")
    with page.expect_navigation():  # until its scripts run: before that a node is a plain link
        page.get_by_text("Explore from here").click()
    node(page, "visual area V4").click()
    expect(page.locator("#details h2")).to_have_text("visual area V4")
    page.get_by_role("button", name="Expand").click()
    expect(page.locator(".starts li")).to_have_count(2)
    expect(page.locator(".node.start")).to_have_count(2)
    shared = opened()
    shared.goto(page.url)
    labels = page.locator(".node").evaluate_all("nodes => nodes.map(n => n.dataset.label)")
    assert (
        shared.locator(".node").evaluate_all("nodes => nodes.map(n => n.dataset.label)") == labels
    )


def test_nodes_are_hidden_pinned_joined_by_a_path_and_all_is_undone(opened):
    page = opened()
    page.goto("/explore?start=neurokg:nsd")
    box = node(page, "fMRI").locator("polygon").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"pin=\d+-\d+-neurokg"))
    expect(page.locator(".node.pinned")).to_have_count(1)
    node(page, "visual cortex").click()
    page.get_by_role("button", name="Hide").click()
    expect(node(page, "visual cortex")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(node(page, "visual cortex")).to_have_count(1)
    node(page, "visual area V4").click()
    page.get_by_role("button", name="Path from the start").click()
    expect(page.locator("line.path")).not_to_have_count(0)
    expect(page.get_by_role("button", name="Path from the start")).to_be_focused()
    page.get_by_role("checkbox", name="works").uncheck()
    expect(page.locator("input[value=Paper]")).not_to_be_checked()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save PNG").click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_explorer_works_from_the_keyboard(opened):
    page = opened()
    page.goto("/explore?start=neurokg:v4")
    node(page, "fMRI").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("fMRI")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/concept/neurokg:fmri"))


def middle(page, selector):
    """Where a pointer meets the first of some lines."""
    return page.locator(selector).evaluate_all(
        """lines => {
            for (const line of lines) {
                const matrix = line.getScreenCTM();
                const [x, y] = ["x", "y"].map((axis) =>
                    (line[`${axis}1`].baseVal.value + line[`${axis}2`].baseVal.value) / 2);
                const at = new DOMPoint(x, y).matrixTransform(matrix);
                if (document.elementFromPoint(at.x, at.y) === line) return [at.x, at.y];
            }
        }"""
    )


def test_an_edge_tells_what_it_says_and_by_which_sentences(opened):
    page = opened(viewport={"width": 1280, "height": 1200})
    page.goto("/explore?start=neurokg:nsd&kind=Method&kind=BrainRegion")
    x, y = middle(page, 'line.hit[data-b="neurokg:v4"]')
    page.mouse.click(x, y)
    details = page.locator("#details")
    expect(details).to_contain_text("mention both")
    assert details.locator("blockquote mark").count() >= 2
    expect(details.locator("blockquote footer a").first).to_have_attribute(
        "href", re.compile("^/paper/")
    )
    expect(page.get_by_role("button", name="Expand")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(details).to_be_hidden()
    page.locator("#list .with a", has_text="visual area V4").first.click()
    expect(page.locator("#details h2")).to_be_focused()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#list .with a", has_text="visual area V4").first).to_be_focused()


def test_one_comes_to_an_edge_from_the_keyboard(opened):
    page = opened()
    page.goto("/explore?start=neurokg:v4")
    node(page, "fMRI").focus()
    page.keyboard.press("Enter")
    to = page.locator("#details .with a", has_text="visual area V4")
    to.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_be_focused()
    expect(page.locator("#details")).to_contain_text("mention both")
    page.keyboard.press("Escape")
    expect(node(page, "fMRI")).to_be_focused()


def test_the_network_of_a_topic_is_looked_at_in_place(opened):
    page = opened()
    page.goto("/topic/neurokg:v4")
    shape = node(page, "fMRI").locator("polygon")
    shape.click()
    expect(page.locator("#details h2")).to_have_text("fMRI")
    x, y = middle(page, "line.hit")
    page.mouse.click(x, y)
    expect(page.locator("#details .eyebrow")).to_contain_text("–")
    expect(page).to_have_url(re.compile("/topic/neurokg:v4$"))
    shape.click()
    expect(page.locator("#details h2")).to_have_text("fMRI")
    shape.click()
    expect(page).to_have_url(re.compile("/topic/neurokg:v4$"))
    page.locator("#details").get_by_role("link", name="Open its page").click()
    expect(page).to_have_url(re.compile("/concept/neurokg:fmri"))


def test_a_second_click_stays_and_a_double_click_leads_to_the_page(opened):
    page = opened()
    page.goto("/explore?start=neurokg:v4")
    shape = node(page, "fMRI").locator("polygon")
    for _ in range(2):
        shape.click()
        expect(page.locator("#details h2")).to_have_text("fMRI")
        expect(page).to_have_url(re.compile("/explore"))
    shape.dblclick()
    expect(page).to_have_url(re.compile("/concept/neurokg:fmri"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/topic/neurokg:v4"])
def test_edges_stand_out_from_their_ground(opened, scheme, path):
    page = opened(color_scheme=scheme)
    page.goto(path)
    line, canvas = page.locator(".graph line:not(.hit)").first, page.locator(".canvas").first
    edge = light(line.evaluate("e => getComputedStyle(e).stroke"))
    ground = canvas.evaluate("e => getComputedStyle(e).backgroundColor")
    if ground == "rgba(0, 0, 0, 0)":
        ground = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    low, high = sorted((edge, light(ground)))
    assert (high + 0.05) / (low + 0.05) >= 3
    assert line.evaluate("e => getComputedStyle(e).opacity") == "1"


def light(colour):
    """Relative luminance of ``rgb(…)`` (WCAG 2.2)."""
    parts = [int(number) / 255 for number in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(c * weight for c, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_what_the_explorer_cannot_draw_is_told_and_nothing_is_lost(opened):
    page = opened(expected="400 (Bad Request)")
    page.goto("/explore?start=neurokg:v4")
    starts = "&".join(f"start=neurokg:{n}" for n in range(13))
    page.evaluate(
        """starts => {
            const link = document.createElement("a");
            link.href = `/explore?${starts}`;
            link.textContent = "too many";
            document.getElementById("list").append(link);
        }""",
        starts,
    )
    page.get_by_text("too many").click()
    expect(page.locator("#said")).to_contain_text("12 nodes at most")
    expect(node(page, "visual area V4")).to_have_count(1)


def test_the_first_tap_on_a_mention_tells_of_it_and_the_second_follows(opened):
    page = opened(viewport={"width": 390, "height": 800}, has_touch=True)
    page.goto("/paper/arxiv:2501.00001")
    mention = page.locator(".text .m.region").first
    mention.tap()
    expect(page.locator(".tip")).to_contain_text("brain region")
    expect(page).to_have_url(re.compile("/paper/"))
    mention.tap()
    expect(page).to_have_url(re.compile("/concept/"))


def test_all_of_it_works_without_scripts(opened):
    page = opened(java_script_enabled=False)
    page.goto("/")
    page.fill("#q", "V4")
    page.keyboard.press("Enter")
    page.locator(".hits a", has_text="visual area V4").first.click()
    page.locator(".card h3 a").first.click()
    page.get_by_text("Explore from here").click()
    page.locator("#list a", has_text="expand").first.click()
    assert page.locator(".starts li").count() == 2
    slice = page.url
    page.locator("#list .with a").first.click()
    assert "mention" in page.locator("section.details").inner_text()
    page.goto(slice)
    page.locator(".node").nth(3).click()
    assert page.locator("h1").count() == 1
    page.goto("/topic/q-bio.NC")
    page.locator(".facets a", has_text="datasets").click()
    assert "name a dataset" in page.locator("h1").inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(opened, width):
    page = opened(viewport={"width": width, "height": 800})
    for path in (*PAGES, "/paper/arxiv:2501.00041", "/paper/arxiv:2501.00040"):
        page.goto(path)
        assert page.locator("html").evaluate("e => e.scrollWidth") <= width, path


FINGERS = {"rules": {"target-size": {"enabled": True}}}  # of WCAG 2.2, which axe leaves out


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_accessibility(opened, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(color_scheme=scheme, bypass_csp=True)
    for path in PAGES[1::3]:
        page.goto(path)
        found = Axe().run(page, options=FINGERS).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:200])
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]
        assert not serious, path


@pytest.mark.parametrize("path", [*PAGES, "/paper/arxiv:2501.00040", "/nowhere"])
def test_html_is_well_formed(get, path):
    response = get(path)
    if response.status_code != 303:
        parser = html5lib.HTMLParser()
        parser.parse(response.text)
        assert not parser.errors, (
            parser.errors[0],
            response.text.splitlines()[parser.errors[0][0][0] - 1],
        )
