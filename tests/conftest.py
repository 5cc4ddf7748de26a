"""Fixtures that all tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The authors' own data beside the checkout: real feeds and gold annotations."""
    if not SHARED.is_dir():
        pytest.skip("the folder 'shared' with real data is not beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def sample_feed() -> Path:
    """The feed of invented papers that the project carries."""
    return ROOT / "examples" / "sample.atom.xml"


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory):
    """Caches and stores of the tests are their own."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("KG_DATA_HOME", str(home / "data"))
        patch.setenv("KG_CACHE_HOME", str(home / "cache"))
        for name in ("KG_STORE", "KG_USER", "KG_PASSWORD", "KG_PASSWORD_FILE"):
            patch.delenv(name, raising=False)
        yield
