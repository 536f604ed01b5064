package io.linli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting on data that are in use, of something else, broken or newer: each ends in one line and a code. */
@Tag("jar")
class StartTests {

    @TempDir
    static Path home;

    static LinliProcess linli;

    @BeforeAll
    static void start() throws Exception {
        linli = LinliProcess.started(home, "run");
    }

    @AfterAll
    static void stop() throws Exception {
        linli.close();
    }

    @Test
    void tellsAddressAccountsAndWhereThePasswordIs() throws Exception {
        assertThat(linli.said())
                .contains(
                        "演示",
                        linli.address().toString(),
                        "resident",
                        "LINLI_DEMO_PASSWORD",
                        linli.data().toString())
                .doesNotContain(LinliProcess.PASSWORD);
        assertThat(linli.complained()).isEmpty();
    }

    @Test
    void answersAsADemo() throws Exception {
        assertThat(get(linli.address().resolve("/api/instance"))).contains("\"demo\":true");
    }

    @Test
    void keepsADatabaseThatWritesThroughToDisk() throws Exception {
        try (var database = DatabaseOf.superuser(linli.data())) {
            assertThat(database.ask("show fsync")).isEqualTo("on");
            assertThat(database.ask("show synchronous_commit")).isEqualTo("on");
            assertThat(database.ask("show full_page_writes")).isEqualTo("on");
            assertThat(database.ask("show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(database.ask("select cardinality(show_trgm('测试'))")).isNotEqualTo("0");
            assertThat(database.ask("select count(*) from pg_hba_file_rules where auth_method = 'trust'"))
                    .isEqualTo("0");
            assertThat(database.ask("select rolsuper or rolbypassrls from pg_roles where rolname = 'linli'"))
                    .isEqualTo("f");
        }
    }

    @Test
    void leavesTheDataToTheLinliThatHasThem() throws Exception {
        refuses(linli.data().toString(), LinliProcess.begin(home, "run"));
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var port = Integer.toString(taken.getLocalPort());
            var other = home.resolve("other");

            refuses(port, LinliProcess.begin(other, "run", "--server.port=" + port));

            assertThat(Files.readString(other.resolve("data/logs/linli.log"))).contains("PortInUseException");
        }
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        var full = Files.createDirectories(home.resolve("full/data"));
        var mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "none", full.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeThat(mount.waitFor())
                .as("a small disk can be mounted here (root only)")
                .isZero();
        try {
            refuses(full.toString(), LinliProcess.begin(home.resolve("full"), "run"));
        } finally {
            new ProcessBuilder("umount", full.toString()).start().waitFor();
        }
    }

    @Test
    void doesNotServeADemo() throws Exception {
        var demo = home.resolve("demo");
        Files.createDirectories(demo.resolve("data"));
        Files.writeString(demo.resolve("data/linli-data"), "layout=1\nuse=DEMO\n");

        refuses("演示数据", LinliProcess.begin(demo, "serve"));
    }

    @Test
    void saysThatTheDatabaseIsBroken() throws Exception {
        var broken = home.resolve("broken");
        var cluster = Files.createDirectories(broken.resolve("data/postgres"));
        Files.writeString(broken.resolve("data/linli-data"), "layout=1\nuse=DEMO\n");
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");
        Files.writeString(cluster.resolve("postgresql.conf"), "");

        refuses("postgres.log", LinliProcess.begin(broken, "run", "--server.port=0"));
    }

    @Test
    void saysThatADatabaseElsewhereCannotBeReached() throws Exception {
        int nobody;
        try (var free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        var url = "jdbc:postgresql://127.0.0.1:" + nobody + "/linli";

        refuses(
                url,
                LinliProcess.begin(
                        home.resolve("elsewhere"),
                        "serve",
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--spring.flyway.url=" + url + "?password=hush"));
    }

    @Test
    void knowsNoOtherWords() throws Exception {
        try (var strange = LinliProcess.begin(home.resolve("strange"), "launch")) {
            assertThat(strange.end()).isEqualTo(2);
            assertThat(strange.complained().lines()).singleElement().asString().contains("launch");
        }
    }

    private static void refuses(String what, LinliProcess refused) throws Exception {
        try (refused) {
            assertThat(refused.end()).isEqualTo(1);
            assertThat(refused.complained().lines())
                    .singleElement()
                    .asString()
                    .startsWith("linli: ")
                    .contains(what)
                    .containsPattern("\\p{IsHan}.* · .*[a-z]{3}")
                    .doesNotContain("hush");
            assertThat(refused.said()).doesNotContain("\tat ");
        }
    }

    private static String get(URI uri) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
