"""Which addresses may be spoken to, and how addresses are shown."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch import redact
from monitor.fetch.address import AllowList, refusal, usual_port


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("0.1.2.3", id="this network"),
        pytest.param("10.0.0.1", id="private 10"),
        pytest.param("100.64.0.1", id="carrier-grade"),
        pytest.param("100.127.255.255", id="carrier-grade, last"),
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.255.255.254", id="loopback, last"),
        pytest.param("169.254.169.254", id="link-local, cloud metadata"),
        pytest.param("172.16.0.1", id="private 172"),
        pytest.param("172.31.255.255", id="private 172, last"),
        pytest.param("192.0.0.8", id="protocol assignments"),
        pytest.param("192.0.2.1", id="documentation"),
        pytest.param("192.88.99.1", id="6to4 relay"),
        pytest.param("192.168.1.1", id="private 192"),
        pytest.param("198.18.0.1", id="benchmark"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::", id="v6 unspecified"),
        pytest.param("::1", id="v6 loopback"),
        pytest.param("::127.0.0.1", id="v4-compatible"),
        pytest.param("::ffff:127.0.0.1", id="v4-mapped loopback"),
        pytest.param("::ffff:8.8.8.8", id="v4-mapped public"),
        pytest.param("64:ff9b::7f00:1", id="NAT64 loopback"),
        pytest.param("64:ff9b::808:808", id="NAT64 public"),
        pytest.param("64:ff9b:1::1", id="local NAT64"),
        pytest.param("100::1", id="discard"),
        pytest.param("2001::1", id="Teredo"),
        pytest.param("2001:db8::1", id="v6 documentation"),
        pytest.param("2002:7f00:1::", id="6to4 of loopback"),
        pytest.param("3fff::1", id="new documentation block"),
        pytest.param("fc00::1", id="unique local"),
        pytest.param("fd12:3456::1", id="unique local, random"),
        pytest.param("fe80::1", id="v6 link-local"),
        pytest.param("fe80::1%eth0", id="with a zone"),
        pytest.param("2606:4700::1%eth0", id="public with a zone"),
        pytest.param("fec0::1", id="site-local"),
        pytest.param("ff02::1", id="v6 multicast"),
        pytest.param("", id="empty"),
        pytest.param("news.example", id="a name"),
        pytest.param("127.1", id="short form"),
        pytest.param("0x7f000001", id="hex form"),
    ],
)
def test_special_addresses_are_refused(address: str) -> None:
    assert refusal(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.1.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001::1",
        "2001:200::1",
    ],
)
def test_public_addresses_pass(address: str) -> None:
    assert refusal(address) is None


@given(st.ip_addresses())
def test_nothing_passes_that_the_standard_library_calls_special(ip: IPv4Address | IPv6Address) -> None:
    if refusal(str(ip)) is None:
        special = (ip.is_private, ip.is_loopback, ip.is_link_local, ip.is_multicast, ip.is_reserved)
        assert not any(special)


@given(st.ip_addresses(v=4))
def test_no_address_passes_inside_another(ip: IPv4Address) -> None:
    for form in (f"::ffff:{ip}", f"64:ff9b::{ip}", str(IPv6Address((0x2002 << 112) | (int(ip) << 80)))):
        assert refusal(form) is not None


@pytest.mark.parametrize(
    ("port", "usual"),
    [
        (80, True),
        (443, True),
        (8000, True),
        (9999, True),
        (22, False),
        (25, False),
        (7999, False),
        (10000, False),
    ],
)
def test_ports_of_the_web(port: int, usual: bool) -> None:
    assert usual_port(port) is usual


def test_allow_list_is_exact_about_host_and_port() -> None:
    allow = AllowList(("Intranet.example:8080", "[::1]:80", "10.0.0.5:9000"))
    assert ("intranet.example", 8080) in allow
    assert ("INTRANET.example", 8080) in allow
    assert ("::1", 80) in allow
    assert ("10.0.0.5", 9000) in allow
    assert ("intranet.example", 80) not in allow
    assert ("x.intranet.example", 8080) not in allow
    assert ("10.0.0.5", 90) not in allow


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:p%40ss@news.example/feed", "https://news.example/feed"),
        ("https://token@news.example/", "https://news.example/"),
        ("https://news.example/feed?token=abc&page=2", "https://news.example/feed?token=***&page=2"),
        ("https://news.example/?api_key=abc", "https://news.example/?api_key=***"),
        ("https://news.example/?X-Amz-Signature=abc#x", "https://news.example/?X-Amz-Signature=***#x"),
        (
            "https://news.example/?access_token=a;password=b",
            "https://news.example/?access_token=***;password=***",
        ),
        ("https://news.example/?a=b?token=c", "https://news.example/?a=b?token=***"),
        ("two: http://a:b@c/ and http://d:e@f/?sig=1 x", "two: http://c/ and http://f/?sig=*** x"),
        ("https://news.example/a@b?q=عراق", "https://news.example/a@b?q=عراق"),
    ],
)
def test_redact(text: str, shown: str) -> None:
    assert redact(text) == shown


@pytest.mark.parametrize("part", ["key", "?key", "&", "://", "?key=", "://a@", "=", ";token="])
def test_redacting_a_hostile_text_ends(part: str) -> None:
    """With nested searching this would take hours."""
    assert len(redact("http://h/?" + part * 50_000)) > 0
