package io.linli.settings;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells step by step how a phone or a computer comes to trust this Linli. Works without scripts. */
@Hidden
@RestController
@ConditionalOnProperty(name = "linli.tls", havingValue = Tls.SELF)
class AuthorityPage {

    private static final String FILE = "linli-ca.crt";
    private static final List<String> DEVICES = List.of("android", "harmony", "ios", "windows", "mac");

    private final OwnAuthority authority;
    private final MessageSource messages;

    AuthorityPage(OwnAuthority authority, MessageSource messages) {
        this.authority = authority;
        this.messages = messages;
    }

    @GetMapping(path = "/ca", produces = "text/html;charset=UTF-8")
    String page(@RequestParam @Nullable String lang, Locale asked) throws IOException, GeneralSecurityException {
        var language = lang == null ? asked : lang.equals("en") ? Locale.ENGLISH : Locale.CHINESE;
        var english = language.getLanguage().equals("en");
        var devices = DEVICES.stream().map(device -> section(device, language)).collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
                <style>
                :root { color-scheme: light dark }
                body { max-width: 40rem; margin: 0 auto; padding: 1rem; font: 1.1rem/1.6 system-ui, sans-serif }
                a.get { display: block; padding: .8rem; text-align: center; border-radius: .5rem;
                        background: #0b57d0; color: #fff; text-decoration: none; font-weight: bold }
                code { overflow-wrap: anywhere }
                summary { font-weight: bold; padding: .6rem 0; cursor: pointer }
                </style></head><body>
                <p><a href="?lang=%s">%s</a></p>
                <h1>%s</h1><p>%s</p>
                <p><a class="get" href="/ca/%s">%s</a></p>
                <p>%s<br><code>%s</code></p>
                %s<p>%s</p></body></html>
                """.formatted(
                        english ? "en" : "zh-CN",
                        text("ca.title", language),
                        english ? "zh" : "en",
                        text("ca.other-language", language),
                        text("ca.title", language),
                        text("ca.why", language),
                        FILE,
                        text("ca.download", language),
                        text("ca.fingerprint", language),
                        OwnAuthority.fingerprint(authority.certificate()),
                        devices,
                        text("ca.remove", language));
    }

    private String section(String device, Locale language) {
        var steps = IntStream.rangeClosed(1, 9)
                .mapToObj(n -> messages.getMessage("ca." + device + "." + n, null, "", language))
                .filter(step -> step != null && !step.isEmpty())
                .map(step -> "<li>" + htmlEscape(step) + "</li>")
                .collect(Collectors.joining());
        return "<details><summary>%s</summary><ol>%s</ol></details>%n"
                .formatted(text("ca." + device + ".title", language), steps);
    }

    private String text(String key, Locale language) {
        return htmlEscape(messages.getMessage(key, null, language));
    }

    @GetMapping("/ca/" + FILE)
    ResponseEntity<byte[]> certificate() throws IOException, GeneralSecurityException {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-x509-ca-cert"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(FILE).build().toString())
                .body(authority.certificate().getEncoded());
    }
}
