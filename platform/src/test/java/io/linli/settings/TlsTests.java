package io.linli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

/** A certificate of one's own: {@code --linli.tls=cert.pem,key.pem}. */
class TlsTests {

    @TempDir
    Path folder;

    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void makeOne() throws Exception {
        new OwnAuthority(folder, Clock.systemUTC()).ensure(Set.of("localhost"));
        certificate = Files.move(folder.resolve(OwnAuthority.SERVER_CERTIFICATE), folder.resolve("cert.pem"));
        key = Files.move(folder.resolve(OwnAuthority.SERVER_KEY), folder.resolve("key.pem"));
    }

    @Test
    void servesTheCertificateThatItIsGiven() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues("linli.tls=" + certificate + ", " + key)
                .withInitializer(context -> Tls.apply(context.getEnvironment(), folder))
                .run(context -> {
                    assertThat(context.getEnvironment().getProperty("server.ssl.bundle"))
                            .isEqualTo("linli");
                    var bundle = context.getBean(SslBundles.class).getBundle("linli");
                    assertThat(answer(bundle.createSslContext())).isEqualTo(204);
                });
    }

    @Test
    void refusesFilesThatAreNotThereOrNotWhatTheyShouldBe() throws Exception {
        var text = Files.writeString(folder.resolve("text.pem"), "no certificate");

        refuses(certificate.toString());
        refuses(certificate + "," + key + "," + key);
        refuses(certificate + "," + folder.resolve("missing.pem"));
        refuses(key + "," + certificate);
        refuses(text + "," + key);
        refuses(certificate + "," + text);
    }

    private void refuses(String tls) {
        assertThatExceptionOfType(CannotStart.class)
                .as(tls)
                .isThrownBy(() -> Tls.apply(new MockEnvironment().withProperty("linli.tls", tls), folder));
    }

    /** What a client that trusts the authority alone hears. */
    private int answer(SSLContext ours) throws Exception {
        var server = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ours));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (var client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            var address = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                    .statusCode();
        } finally {
            server.stop(0);
        }
    }

    private SSLContext trusting() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                PemContent.load(folder.resolve("ca.crt")).getCertificates().getFirst());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
