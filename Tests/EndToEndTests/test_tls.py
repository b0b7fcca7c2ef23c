"""TLS on the one port, with a certificate of the server's own or of somebody else."""

import datetime
import ipaddress
import os
import shutil
import signal
import socket
import ssl
import subprocess
import warnings

import pytest
from conftest import wait_for
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import vonage

NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


def connect(server, **options):
    """A TLS connection; the certificate of the server's own is trusted unless told otherwise."""
    context = options.pop("context", None) or ssl.create_default_context(cafile=server.certificate)
    raw = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    return context.wrap_socket(raw, server_hostname=options.pop("name", "127.0.0.1"))


def serial(server):
    with connect(server, context=ssl._create_unverified_context()) as link:
        return x509.load_der_x509_certificate(link.getpeercert(binary_form=True)).serial_number


def certificate(folder, name, start=NOW - DAY, end=NOW + 30 * DAY, key=None):
    """Writes a certificate for 127.0.0.1 and its key; the two paths."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)
        .add_extension(alternative, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, private = folder / f"{name}.pem", folder / f"{name}.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return pem, private


def test_the_retired_sdk_works_unchanged_when_it_trusts_the_certificate(tls_server, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tls_server.certificate))
    client = vonage.Client(
        application_id=tls_server.application["application_id"],
        private_key=tls_server.application["private_key_path"],
    )
    client.meetings_api_host(f"{tls_server.address}/v1/meetings")
    meetings = vonage.meetings.Meetings(client)
    room = meetings.create_room({"display_name": "Over TLS"})
    for link in ("guest_url", "host_url"):
        assert room["_links"][link]["href"].startswith(f"https://{tls_server.address}/")
    assert meetings.get_room(room["id"])["display_name"] == "Over TLS"
    assert meetings.list_rooms()["_links"]["self"]["href"].startswith(f"https://{tls_server.address}/v1/meetings")


def test_the_certificate_is_for_this_machine_and_no_authority(tls_server):
    made = x509.load_pem_x509_certificate(tls_server.certificate.read_bytes())
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {"127.0.0.1", "::1"} <= {str(address) for address in names.get_values_for_type(x509.IPAddress)}
    assert "localhost" in names.get_values_for_type(x509.DNSName)
    assert made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    assert isinstance(made.public_key(), ec.EllipticCurvePublicKey)
    assert made.not_valid_after_utc - made.not_valid_before_utc <= 825 * DAY
    for name in ("tls.pem", "tls.key"):
        assert os.stat(tls_server.certificate.parent / name).st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1"])
def test_each_usual_name_is_accepted_and_http_1_1_is_agreed(tls_server, name):
    context = ssl.create_default_context(cafile=tls_server.certificate)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.set_alpn_protocols(["h2", "http/1.1"])
    with connect(tls_server, context=context, name=name) as link:
        assert link.selected_alpn_protocol() == "http/1.1"
        assert link.version() == "TLSv1.3"


def test_another_name_is_refused_by_the_client(tls_server):
    with pytest.raises(ssl.SSLCertVerificationError):
        connect(tls_server, name="meet.example.com")


def test_openssl_trusts_it_too(tls_server):
    program = shutil.which("openssl")
    if not program:
        pytest.skip("there is no openssl program here")
    command = [program, "s_client", "-connect", tls_server.address, "-CAfile", tls_server.certificate, "-brief",
               "-verify_return_error", "-verify_ip", "127.0.0.1"]  # fmt: skip
    result = subprocess.run(command, input=b"", capture_output=True, timeout=30)
    assert b"Verification: OK" in result.stderr, result.stderr.decode()


def test_tls_1_1_is_refused(tls_server):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = ssl._create_unverified_context()
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, ConnectionError)):
        connect(tls_server, context=context)


def test_plain_http_is_closed_and_the_log_stays_calm(servers):
    server = servers("--tls", "self-signed", scheme="https")
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as link:
            link.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            try:
                while link.recv(4096):
                    pass
            except ConnectionResetError:
                pass
    assert server.call("GET", "/rooms")["page_size"] == 20
    log = open(server.log.name).read()
    assert " error " not in log and " warning " not in log, log


def test_the_page_meets_over_tls(tls_server, person):
    room = tls_server.room()
    ines = person(ignore_https_errors=True).join(room.guest_url, "Ines")
    ines.member("Ines").wait_for()
    assert ("session:participant:joined", "Ines") in room.told()
    assert ines.page.evaluate("window.isSecureContext")
    ines.leave()


def test_the_certificate_survives_a_restart_and_is_renewed_for_a_new_name(servers):
    server = servers("--tls", "self-signed", scheme="https")
    first = serial(server)
    server.kill()
    server.start()
    assert serial(server) == first
    server.kill()
    server.options += ["--public-url", "https://meet.example.com"]
    server.start()
    assert serial(server) != first
    names = x509.load_pem_x509_certificate(server.certificate.read_bytes()).extensions
    assert "meet.example.com" in names.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(
        x509.DNSName
    )
    assert server.room().guest_url.startswith("https://meet.example.com/")
    server.certificate.write_text("not a certificate")
    server.kill()
    server.start()
    assert server.call("GET", "/rooms")["total_items"] == 1


def test_a_renewed_certificate_file_is_read_on_sighup(servers, tmp_path):
    pem, key = certificate(tmp_path, "own")
    server = servers("--tls-certificate", pem, "--tls-key", key, scheme="https")
    first = serial(server)
    assert first == x509.load_pem_x509_certificate(pem.read_bytes()).serial_number
    with connect(server, context=ssl.create_default_context(cafile=pem)) as standing:
        certificate(tmp_path, "own")
        server.process.send_signal(signal.SIGHUP)
        wait_for(lambda: serial(server) != first, "the old certificate is still served")
        standing.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert standing.recv(4096).startswith(b"HTTP/1.1 200")
    second = serial(server)
    pem.write_text("half a certif")
    server.process.send_signal(signal.SIGHUP)
    wait_for(lambda: "The certificate in use stays" in open(server.log.name).read(), "the bad file was not told")
    assert serial(server) == second


def refusal(binary, tmp_path, *flags):
    command = [binary, "serve", "--listen", "127.0.0.1:0", "--data", tmp_path / "data", *map(str, flags)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert result.returncode != 0
    return result.stderr.splitlines()[-1]


def test_a_certificate_that_cannot_be_served_with_is_one_sentence(binary, tmp_path):
    pem, key = certificate(tmp_path, "good")
    old, old_key = certificate(tmp_path, "old", end=NOW - datetime.timedelta(hours=1), start=NOW - 2 * DAY)
    early, early_key = certificate(tmp_path, "early", start=NOW + DAY)
    rubbish = tmp_path / "rubbish"
    rubbish.write_text("rubbish")
    locked = tmp_path / "locked.key"
    locked.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"))
    )  # fmt: skip
    for certificate_file, key_file, words in [
        (tmp_path / "none", key, "does not exist"),
        (pem, tmp_path / "none", "does not exist"),
        (tmp_path, key, "cannot be read"),
        (rubbish, key, "no certificate in PEM form"),
        (pem, rubbish, "no private key in PEM form"),
        (pem, locked, "without a passphrase"),
        (old, old_key, "expired at"),
        (early, early_key, "is not valid before"),
        (pem, old_key, "does not belong to the first certificate"),
    ]:
        line = refusal(binary, tmp_path, "--tls-certificate", certificate_file, "--tls-key", key_file)
        assert line.startswith("greenroom: ") and words in line, line
    assert "give both" in " ".join(
        subprocess.run([binary, "serve", "--tls-key", key], capture_output=True, text=True, timeout=30)
        .stderr.splitlines()
    )
