package io.linli;

import io.linli.identity.FirstAdministrator;
import io.linli.settings.BothLanguages;
import io.linli.settings.DemoPassword;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/** What a person at the terminal is told once the server answers. It does not go into any log. */
final class Welcome {

    private static final BothLanguages TEXTS = BothLanguages.of("messages/commands");

    private Welcome() {}

    static void print(ApplicationContext application, @Nullable DemoPassword password) {
        var settings = application.getEnvironment();
        var out = System.out;
        out.println();
        say(out, password == null ? "welcome.serve" : "welcome.run");
        out.println();
        var address = address(settings);
        out.println("    " + address);
        out.println();
        if (password == null) {
            application
                    .getBean(FirstAdministrator.class)
                    .invite()
                    .ifPresent(token -> say(out, "welcome.setup", address + "setup/" + token));
        }
        if (password != null) {
            say(out, "welcome.accounts");
            say(
                    out,
                    password.ours() ? "welcome.password" : "welcome.password-given",
                    password.value(),
                    password.file());
        }
        say(out, "welcome.data", settings.getProperty("linli.data-dir", ""));
        say(out, "welcome.stop");
        out.flush();
    }

    private static String address(Environment settings) {
        var secure = settings.containsProperty("server.ssl.bundle");
        var own =
                (secure ? "https" : "http") + "://localhost:" + settings.getProperty("local.server.port", "8080") + "/";
        return settings.getProperty(Member.WELCOME, own); // where it stands behind a gateway
    }

    private static void say(PrintStream out, String text, Object... details) {
        out.println(TEXTS.say(text, details));
    }
}
