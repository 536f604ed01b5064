package io.linli.privacy;

import static io.linli.settings.CannotStart.Reason.KEYS_UNREADABLE;

import io.linli.settings.BothLanguages;
import io.linli.settings.CannotStart;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code linli keys} tells which keys there are, {@code linli keys rotate} adds one; a running server takes it up. */
@Command(name = "keys", mixinStandardHelpOptions = true, resourceBundle = KeysCommand.BUNDLE)
final class KeysCommand implements Callable<Integer> {

    static final String BUNDLE = "messages/privacy";

    @Option(names = "--file", descriptionKey = "file")
    private @Nullable Path named;

    @Override
    public Integer call() {
        var file = file(named);
        print("keys.current", file.path(), read(file).current());
        return 0;
    }

    @Command(name = "rotate", mixinStandardHelpOptions = true)
    int rotate(@Option(names = "--file", descriptionKey = "file") @Nullable Path path) {
        var file = file(path == null ? named : path);
        var keys = read(file).rotated();
        file.replace(keys);
        print("keys.rotated", file.path(), keys.current());
        return 0;
    }

    private static KeyRing read(KeyFile file) {
        if (!file.exists()) {
            throw new CannotStart(KEYS_UNREADABLE, file.path());
        }
        return file.read();
    }

    private static KeyFile file(@Nullable Path named) {
        return new KeyFile(named == null ? KeysApart.named().path() : named);
    }

    private static void print(String key, Path file, int version) {
        System.out.println(BothLanguages.of(BUNDLE).say(key, file, version));
    }
}
