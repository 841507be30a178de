"""The API asked whatever its description allows, and what it does not: never a 5xx."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as described_checks

from yuebao.publish.errors import ERROR_KEYS
from yuebao.web.api.openapi import DESCRIPTION_AT
from yuebao.web.api.routes import API, ApiRoute
from yuebao.web.app import make_app

if TYPE_CHECKING:
    from yuebao.web.api.routes import ApiPost
    from yuebao.web.settings import WebSettings


CHECKS = [
    checks.not_a_server_error,
    described_checks.status_code_conformance,
    described_checks.content_type_conformance,
    described_checks.response_schema_conformance,
    described_checks.response_headers_conformance,
    described_checks.missing_required_header,
]


@pytest.fixture(scope="module")
def described(settings: WebSettings) -> Any:
    """The API by its own description."""
    reachable = replace(settings, host="0.0.0.0", read_open=True)
    return schemathesis.openapi.from_asgi(DESCRIPTION_AT, make_app(reachable))


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("route", API, ids=lambda route: route.name)
def test_whatever_is_asked_is_answered_as_described(
    described: Any, route: ApiRoute | ApiPost, mode: GenerationMode
) -> None:
    if mode is GenerationMode.NEGATIVE and isinstance(route, ApiRoute) and not route.parameters:
        return  # there is nothing to be asked wrongly
    method = "GET" if isinstance(route, ApiRoute) else "POST"

    @tried(max_examples=20, deadline=None, derandomize=True, database=None,
           suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(described[route.path][method].as_strategy(generation_mode=mode))
    def hold(case: schemathesis.Case[Any]) -> None:
        answer = case.call()
        assert answer.status_code < 500, answer.text
        assert "Traceback" not in answer.text
        if answer.status_code not in (200, 304):
            assert list(answer.json()["error"]) == list(ERROR_KEYS)
        case.validate_response(answer, checks=CHECKS)

    hold()
