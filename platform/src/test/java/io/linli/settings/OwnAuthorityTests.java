package io.linli.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.pem.PemContent;

class OwnAuthorityTests {

    private static final Instant TODAY = Instant.parse("2026-11-21T00:00:00Z");
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1", "192.168.1.20", "linli.local");

    @TempDir
    Path folder;

    @Test
    void keepsItsKeysToItself() throws Exception {
        at(TODAY).ensure(NAMES);

        for (var key : List.of("ca.key", "server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void vouchesForThisMachineUnderAllItsNames() throws Exception {
        at(TODAY).ensure(NAMES);
        var server = server();

        var trust = new PKIXParameters(Set.of(new TrustAnchor(authority(), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(TODAY));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), trust);
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("localhost", "127.0.0.1", "192.168.1.20", "linli.local");
        assertThat(server.getBasicConstraints()).as("signs for nobody").isEqualTo(-1);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(Duration.between(
                        server.getNotBefore().toInstant(), server.getNotAfter().toInstant()))
                .as("phones take no longer ones")
                .isLessThan(Duration.ofDays(398));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key("server.key"), new char[0], new X509Certificate[] {server});
        assertThat(store.isKeyEntry("server")).isTrue();
    }

    @Test
    void leavesAGoodCertificateAsItIs() throws Exception {
        assertThat(at(TODAY).ensure(NAMES)).isTrue();
        var server = server();

        assertThat(at(TODAY.plus(Duration.ofDays(300))).ensure(NAMES)).isFalse();

        assertThat(server()).isEqualTo(server);
    }

    @Test
    void renewsInTimeSoThatDevicesGoOnTrusting() throws Exception {
        at(TODAY).ensure(NAMES);
        var authority = authority();

        var later = TODAY.plus(Duration.ofDays(340));
        assertThat(at(later).ensure(NAMES)).isTrue();

        assertThat(authority()).isEqualTo(authority);
        server().checkValidity(Date.from(later.plus(Duration.ofDays(380))));
    }

    @Test
    void namesTheMachineAsItIsCalledNow() throws Exception {
        at(TODAY).ensure(NAMES);

        assertThat(at(TODAY).ensure(Set.of("localhost", "192.168.1.77"))).isTrue();

        assertThat(server().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("192.168.1.77");
    }

    private OwnAuthority at(Instant now) {
        return new OwnAuthority(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    private X509Certificate authority() throws Exception {
        return PemContent.load(folder.resolve("ca.crt")).getCertificates().getFirst();
    }

    private X509Certificate server() throws Exception {
        return PemContent.load(folder.resolve("server.crt")).getCertificates().getFirst();
    }

    private PrivateKey key(String file) throws Exception {
        return requireNonNull(PemContent.load(folder.resolve(file)).getPrivateKey());
    }
}
