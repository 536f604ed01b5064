package io.linli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linli for real use, in a place without a domain name: nothing made up, a secure connection of its own making. */
@Tag("jar")
class ServeTests {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    static Path home;

    static LinliProcess linli;
    static URI plain;
    static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        plain = URI.create("http://localhost:" + port);
        linli = LinliProcess.started(home, "serve", "--linli.tls=self", "--linli.ca-port=" + port);
        http = HttpClient.newBuilder().sslContext(trusting(download())).build();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        linli.close();
    }

    /** What a phone does: gets the certificate over the plain port, and trusts it from then on. */
    private static byte[] download() throws Exception {
        try (var phone = HttpClient.newHttpClient()) {
            var answer = phone.send(
                    HttpRequest.newBuilder(plain.resolve("/ca/linli-ca.crt")).build(), BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-x509-ca-cert");
            return answer.body();
        }
    }

    private static SSLContext trusting(byte[] authority) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "linli",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void isTrustedByWhoeverInstalledItsAuthority() throws Exception {
        assertThat(linli.address().getScheme()).isEqualTo("https");
        assertThat(get(linli.address(), "/api/instance").body()).contains("\"demo\":false");
    }

    @Test
    void tellsStepByStepHowToTrustIt() throws Exception {
        var page = get(plain, "/ca").body();
        assertThat(page).contains("下载证书", "安卓", "iPhone", "Windows", "linli-ca.crt");
        assertThat(get(plain, "/ca?lang=en").body()).contains("Download the certificate", "Trusted Root");
        assertThat(get(linli.address(), "/ca").body()).isEqualTo(page);
    }

    @Test
    void doesNothingElseInTheClear() throws Exception {
        var answer = get(plain, "/api/instance");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(
                        to -> assertThat(to).startsWith("https://localhost:").endsWith("/api/instance"));
    }

    @Test
    void keepsItsInsideToThoseWhoLookAfterIt() throws Exception {
        assertThat(get(linli.address(), "/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
        for (var path : new String[] {
            "/actuator",
            "/actuator/metrics",
            "/actuator/health/db",
            "/actuator/env",
            "/v3/api-docs",
            "/swagger-ui/index.html"
        }) {
            var answer = get(linli.address(), path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.body()).as(path).contains("\"NOT_SIGNED_IN\"");
        }
    }

    @Test
    void letsWhoeverStartedItMakeTheFirstAdministratorOnce() throws Exception {
        var link = Pattern.compile("https://localhost:\\d+(/setup/\\S+)").matcher(linli.said());
        assertThat(link.find()).as(linli.said()).isTrue();
        var page = get(linli.address(), link.group(1));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("设立首位管理员", "/api/setup/");
        var cookie = page.headers().allValues("Set-Cookie").stream()
                .map(one -> one.replaceFirst(";.*", ""))
                .filter(one -> one.startsWith("XSRF-TOKEN="))
                .findFirst()
                .orElseThrow();

        setUpInABrowser(link.group());

        assertThat(setUp(link.group(1), cookie, "second").statusCode()).isBetween(400, 499);
    }

    private static void setUpInABrowser(String link) throws Exception {
        var log = home.resolve("setup.log").toFile();
        var node = new ProcessBuilder("node", "--test", "e2e/setup.test.mjs").directory(new File("../web"));
        node.environment().put("BASE_URL", linli.address().toString());
        node.environment().put("SETUP_LINK", link);
        node.environment().put("SETUP_PASSWORD", PASSWORD);
        node.environment()
                .put("HERE", "{\"longitude\": 113.64, \"latitude\": 28.16}"); // no demo account to ask for one
        node.environment().put("PICTURES", home.resolve("pictures").toString());
        var process = node.redirectErrorStream(true).redirectOutput(log).start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the journey ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
    }

    private static HttpResponse<String> setUp(String link, String cookie, String username) throws Exception {
        var body = "{\"username\":\"%s\",\"name\":\"示例甲\",\"password\":\"%s\"}".formatted(username, PASSWORD);
        return http.send(
                HttpRequest.newBuilder(linli.address().resolve("/api" + link))
                        .header("Content-Type", "application/json")
                        .header("Cookie", cookie)
                        .header("X-XSRF-TOKEN", cookie.substring("XSRF-TOKEN=".length()))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void hasNobodyMadeUp() throws Exception {
        try (var database = DatabaseOf.superuser(linli.data())) {
            assertThat(database.ask(
                            "select count(*) from identity.account where username in ('resident', 'grid', 'admin')"))
                    .isEqualTo("0");
        }
        assertThat(linli.said()).doesNotContain("演示", "LINLI_DEMO_PASSWORD");
    }

    private static HttpResponse<String> get(URI server, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
    }
}
