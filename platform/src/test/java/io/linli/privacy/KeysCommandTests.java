package io.linli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTests {

    @Test
    void addsAVersionAndKeepsTheOld(@TempDir Path home) {
        var path = home.resolve("keys.json");
        var file = new KeyFile(path);
        file.create(KeyRing.fresh());
        var sealed = Envelope.seal(file.read(), 1, "test", new byte[] {7});

        var exit = new CommandLine(new KeysCommand()).execute("rotate", "--file", path.toString());

        assertThat(exit).isZero();
        assertThat(file.read().current()).isEqualTo(2);
        assertThat(Envelope.open(file.read(), "test", sealed)).containsExactly(7);
    }

    @Test
    void makesNoKeysWhereThereAreNone(@TempDir Path home) {
        var path = home.resolve("keys.json");

        var exit = new CommandLine(new KeysCommand()).execute("rotate", "--file", path.toString());

        assertThat(exit).isNotZero();
        assertThat(path).doesNotExist();
    }
}
