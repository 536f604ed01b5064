package io.linli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a machine that lacks something. */
class LauncherTests {

    private static final List<String> USUAL = List.of(
            "bash", "dirname", "readlink", "sed", "find", "mkdir", "mv", "rm", "stat", "grep", "tail", "env", "cat");

    @TempDir
    Path machine;

    Path programs;
    Path repository;

    record Result(int code, String output, String complaint) {}

    @BeforeEach
    void setUp() throws IOException {
        programs = Files.createDirectory(machine.resolve("programs"));
        for (var name : USUAL) {
            Files.createSymbolicLink(programs.resolve(name), where(name));
        }
        repository = Files.createDirectory(machine.resolve("linli"));
        Files.copy(Path.of("../linli"), repository.resolve("linli"));
        Files.writeString(repository.resolve("pom.xml"), "<project/>");
    }

    private static Path where(String program) {
        return List.of("/bin", "/usr/bin", "/usr/local/bin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhenThereIsNoJdk() throws Exception {
        saysInOneLine("JDK 21", linli("run"));
    }

    @Test
    void passesOverAJdkThatIsTooOld() throws Exception {
        jdk("17.0.15");

        saysInOneLine("JDK 21", linli("run"));
    }

    @Test
    void saysWhenThereIsNoMaven() throws Exception {
        jdk("21.0.2");

        saysInOneLine("Maven 3.8", linli("run"));
    }

    @Test
    void saysWhenThereIsNoNode() throws Exception {
        jdk("25");
        program("mvn", "exit 0");

        saysInOneLine("Node 20", linli("run"));
    }

    @Test
    void saysWhenNodeIsTooOld() throws Exception {
        jdk("25");
        program("mvn", "exit 0");
        program("node", "echo v18.20.4");

        saysInOneLine("18.20.4", linli("test"));
    }

    @Test
    void saysThatTheBuildFailedAndWhere() throws Exception {
        jdk("25");
        program("node", "echo v20.19.0");
        program("mvn", "echo '[ERROR] something is missing'; exit 1");

        var result = linli("run");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.complaint()).contains("[ERROR] something is missing").endsWith("/target/build.log\n");
        assertThat(repository.resolve("target/build.log")).exists();
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        jdk("25");
        program("node", "echo v20.19.0");
        program("mvn", "echo '[ERROR] write: No space left on device'; exit 1");

        assertThat(linli("run").complaint()).contains("磁盘已满").contains("the disk is full");
    }

    @Test
    void hasAHeapOfOneGigabyteAndPassesEverythingOn() throws Exception {
        layingOut();

        var result = linli("run", "--server.port=9000", "--linli.name=a b");

        assertThat(result.code()).isZero();
        assertThat(result.output().lines())
                .contains(repository.resolve("data").toString(), "-Xmx1g")
                .endsWith("run", "--server.port=9000", "--linli.name=a b");
    }

    /** In a packed one, virtual threads that load classes can stop each other for good: spring-boot#51379. */
    @Test
    void runsFromAJarThatIsLaidOutFromTheFirstStartOn() throws Exception {
        layingOut();

        assertThat(startedFrom(linli("run"))).contains("/target/start/25-").endsWith("/app/linli.jar");
        assertThat(startedFrom(linli("serve"))).contains("/target/start/25-").endsWith("/app/linli.jar");
    }

    @Test
    void saysThatItCannotBeLaidOut() throws Exception {
        script(layingOut().resolve("bin/java"), "exit 1");

        var result = linli("run");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.complaint().lines())
                .last()
                .asString()
                .startsWith("linli: ")
                .contains("cannot lay the program out");
    }

    /** A JDK that lays out a jar, and shows how it is called for anything else. */
    private Path layingOut() throws IOException {
        var jdk = jdk("25");
        script(jdk.resolve("bin/java"), """
                if [[ $1 == -Djarmode=tools ]]; then mkdir -p "${!#}"; echo laid out >"${!#}/linli.jar"; exit; fi
                printf '%s\\n' "$LINLI_DATA_DIR" "$@\"""");
        Files.createDirectories(repository.resolve("platform/target"));
        Files.writeString(repository.resolve("platform/target/linli.jar"), "");
        return jdk;
    }

    private static String startedFrom(Result result) {
        var words = result.output().lines().toList();
        return words.get(words.indexOf("-jar") + 1);
    }

    @Test
    void countsTestsThatDidNotRunAsFailed() throws Exception {
        jdk("25");
        program("node", "echo v20.19.0");
        program("mvn", "exit 0");
        for (var name : List.of("awk")) {
            Files.createSymbolicLink(programs.resolve(name), where(name));
        }

        var nothing = linli("test");

        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.output().lines()).last().isEqualTo("0 passed, 1 failed");

        program("mvn", """
                mkdir -p platform/target/surefire-reports
                printf '<testsuite><testcase name="a"/><testcase name="b"><skipped/></testcase></testsuite>' \
                  > platform/target/surefire-reports/TEST-a.xml""");
        var some = linli("test");

        assertThat(some.code()).isZero();
        assertThat(some.output().lines()).contains("1 skipped (see target/surefire-reports)");
        assertThat(some.output().lines()).last().isEqualTo("1 passed, 0 failed");
    }

    private void saysInOneLine(String what, Result result) {
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.complaint().lines())
                .singleElement()
                .asString()
                .startsWith("linli: ")
                .contains(what)
                .containsPattern("\\p{IsHan}.* · .*[a-z]{3}");
    }

    private Path jdk(String version) throws IOException {
        var home = machine.resolve("jdks/jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void program(String name, String body) throws IOException {
        script(programs.resolve(name), body);
    }

    private void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!" + programs.resolve("bash") + "\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Result linli(String... words) throws Exception {
        var command = new java.util.ArrayList<>(List.of(
                programs.resolve("bash").toString(), repository.resolve("linli").toString()));
        command.addAll(List.of(words));
        var output = machine.resolve("output");
        var complaint = machine.resolve("complaint");
        var builder = new ProcessBuilder(command)
                .directory(machine.toFile())
                .redirectOutput(output.toFile())
                .redirectError(complaint.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("HOME", machine.toString());
        builder.environment().put("LINLI_JDKS", machine.resolve("jdks") + "/*");
        var process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output), Files.readString(complaint));
    }
}
