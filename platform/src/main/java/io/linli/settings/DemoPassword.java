package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATA_UNREADABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The password of the demo accounts: the one that was given, or one of our own making, kept with the demo's data. */
public record DemoPassword(String value, boolean ours, Path file) {

    // nothing that looks like something else
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    public static DemoPassword of(DataDirectory directory) {
        var file = directory.home().resolve("demo.password");
        var given = System.getenv("LINLI_DEMO_PASSWORD");
        if (given != null && !given.isBlank()) {
            return new DemoPassword(given, false, file);
        }
        try {
            if (!Files.exists(file)) {
                Secrets.write(file, random() + "\n");
            }
            return new DemoPassword(Files.readString(file).strip(), true, file);
        } catch (IOException e) {
            throw new CannotStart(e, DATA_UNREADABLE, file, String.valueOf(e.getMessage()));
        }
    }

    private static String random() {
        var random = new SecureRandom();
        var password = new StringBuilder();
        for (int n = 0; n < 15; n++) {
            if (n % 5 == 0 && n > 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    @Override
    public String toString() {
        return "DemoPassword in " + file;
    }
}
