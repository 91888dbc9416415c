"""The file in Firefox, where one is installed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from tests.standalone.firefox import FIREFOX, Driven, driven
from tests.standalone.six import made

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not FIREFOX, reason="not run: no Firefox is installed"),
]
INK = (16, 40, 75)  # of the corridors
DRAWN = "document.querySelectorAll('#map .choroplethlayer path').length > 34 + 60"
SAYS = "document.getElementById('sentence')?.textContent.includes('{}')"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory, replies: FlaskClient) -> Iterator[Driven]:
    file = tmp_path_factory.mktemp("stick") / "six.html"
    file.write_bytes(made(replies).data)
    with driven(tmp_path_factory.mktemp("profile")) as started:
        started.open(file.as_uri())
        yield started


def test_firefox_draws_the_map_and_takes_its_steps(firefox: Driven) -> None:
    image = pytest.importorskip("PIL.Image", reason="not run: nothing here reads pictures")
    firefox.until(f"({DRAWN}) && ({SAYS.format('32.3 million')})")
    picture = image.open(BytesIO(firefox.picture())).convert("RGB")
    drawn = sum(count for count, one in picture.getcolors(1 << 24) if one == INK)
    assert drawn > 2_000
    firefox.run("document.querySelector('[data-step=\"1\"]').click()")
    firefox.until(SAYS.format("(2000–2005)"))
    firefox.run("document.querySelector('[data-scene-step=\"1\"]').click()")
    firefox.until(SAYS.format("to Guangdong"))
    firefox.run("document.querySelector('#languages [data-goes]').click()")
    firefox.until(f"({DRAWN}) && ({SAYS.format('2010—2015年')})")
    firefox.press("p")
    firefox.until("document.documentElement.dataset.room === 'on'")
    firefox.press("\ue00f")  # page down
    firefox.until(SAYS.format("上海"))
    assert firefox.run("return performance.getEntriesByType('resource').length") == 0
