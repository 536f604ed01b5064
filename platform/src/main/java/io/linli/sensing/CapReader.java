package io.linli.sensing;

import static io.linli.sensing.SensingProblem.CAP_FIELD_UNFIT;
import static io.linli.sensing.SensingProblem.CAP_OTHER_FORM;
import static io.linli.sensing.SensingProblem.CAP_TOO_LARGE;
import static io.linli.sensing.SensingProblem.CAP_UNREADABLE;
import static io.linli.sensing.SensingProblem.CAP_WITH_ENTITIES;

import io.linli.sensing.CapAlert.Reference;
import io.linli.sensing.PublicWarning.Colour;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of CAP 1.2 (OASIS CAP-v1.2, section 3.2). A message comes from outside: no document type, no entities of its
 * own, and nothing larger than needed. Parts that are not kept are passed over.
 */
final class CapReader {

    static final int LARGEST = 256 * 1024;

    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    private static final int DEEPEST = 16;
    private static final int MOST = 100;
    private static final Pattern COLOUR = Pattern.compile("([蓝黄橙红])色");

    /** What stands in {@code identifier} and {@code sender}: no spaces, commas, {@code <} or {@code &}. */
    private static final Pattern NAME = Pattern.compile("[^\\s,<&]{1,200}");

    private final XMLStreamReader xml;
    private final Map<String, String> alert = new HashMap<>();
    private final List<Info> infos = new ArrayList<>();

    /** What it says in one language. */
    private record Info(Map<String, String> texts, List<String> codes) {}

    private CapReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static CapAlert read(byte[] message) {
        if (message.length > LARGEST) {
            throw CAP_TOO_LARGE.with(LARGEST / 1024);
        }
        try {
            var xml = factory().createXMLStreamReader(new ByteArrayInputStream(message));
            try {
                var reader = new CapReader(xml);
                reader.document();
                return reader.made();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw CAP_UNREADABLE.with(
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber()));
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private void document() throws XMLStreamException {
        boolean begun = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw CAP_WITH_ENTITIES.with();
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (begun || !isOurs("alert")) {
                    throw CAP_OTHER_FORM.with();
                }
                begun = true;
                children(alert, name -> {
                    if (name.equals("info")) {
                        info();
                        return true;
                    }
                    return false;
                });
            }
        }
    }

    private interface Part {
        /** Whether it was read to its end. */
        boolean read(String name) throws XMLStreamException;
    }

    /** Takes the texts of the elements below this one; the first of each name counts. */
    private void children(Map<String, String> into, Part part) throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = NAMESPACE.equals(xml.getNamespaceURI()) ? xml.getLocalName() : "";
                    if (!part.read(name)) {
                        var text = text(1);
                        if (!text.isEmpty() && !name.isEmpty()) {
                            into.putIfAbsent(name, text);
                        }
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw CAP_WITH_ENTITIES.with();
                default -> {
                    // white space and comments
                }
            }
        }
    }

    private void info() throws XMLStreamException {
        var info = new HashMap<String, String>();
        var found = new ArrayList<String>();
        var places = new ArrayList<String>();
        children(info, name -> {
            if (name.equals("area")) {
                area(found, places);
                return true;
            }
            return false;
        });
        if (!places.isEmpty()) {
            info.put("areaDesc", String.join("；", places));
        }
        if (infos.size() < MOST) {
            infos.add(new Info(info, found));
        }
    }

    private void area(List<String> found, List<String> places) throws XMLStreamException {
        var area = new HashMap<String, String>();
        children(area, name -> {
            if (name.equals("geocode")) {
                var code = new HashMap<String, String>();
                children(code, any -> false);
                var value = code.get("value");
                if (value != null && found.size() < MOST) {
                    found.add(value);
                }
                return true;
            }
            return false;
        });
        var said = area.get("areaDesc");
        if (said != null && places.size() < MOST) {
            places.add(said);
        }
    }

    /** The text of this element without its children's, to its end. */
    private String text(int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw CAP_OTHER_FORM.with();
        }
        var text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.START_ELEMENT -> text(depth + 1);
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString().strip();
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw CAP_WITH_ENTITIES.with();
                default -> {
                    // comments
                }
            }
        }
    }

    private boolean isOurs(String name) {
        return NAMESPACE.equals(xml.getNamespaceURI()) && xml.getLocalName().equals(name);
    }

    private CapAlert made() {
        var chosen = infos.stream()
                .filter(one -> one.texts()
                        .getOrDefault("language", "")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("zh"))
                .findFirst()
                .or(() -> infos.stream().findFirst())
                .orElse(new Info(Map.of(), List.of()));
        var info = chosen.texts();
        var headline = limited(info, "headline", 500);
        return new CapAlert(
                name("identifier"),
                name("sender"),
                moment(required("sent"), "sent"),
                one(PublicWarning.Status.values(), "status"),
                one(PublicWarning.Kind.values(), "msgType"),
                references(),
                limited(info, "senderName", 200),
                limited(info, "event", 200),
                colour(headline),
                limited(info, "urgency", 40),
                limited(info, "severity", 40),
                limited(info, "certainty", 40),
                headline,
                limited(info, "description", 10_000),
                limited(info, "instruction", 10_000),
                moment(info, "effective"),
                moment(info, "onset"),
                moment(info, "expires"),
                limited(info, "areaDesc", 2_000),
                List.copyOf(chosen.codes()));
    }

    private String required(String name) {
        var text = alert.get(name);
        if (text == null) {
            throw CAP_FIELD_UNFIT.with(name).at(name);
        }
        return text;
    }

    private String name(String name) {
        var text = required(name);
        if (!NAME.matcher(text).matches()) {
            throw CAP_FIELD_UNFIT.with(name).at(name);
        }
        return text;
    }

    private <E extends Enum<E>> E one(E[] values, String name) {
        var text = required(name);
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> CAP_FIELD_UNFIT.with(name).at(name));
    }

    private static @Nullable String limited(Map<String, String> info, String name, int longest) {
        var text = info.get(name);
        if (text != null && text.length() > longest) {
            throw CAP_FIELD_UNFIT.with(name).at(name);
        }
        return text;
    }

    private static @Nullable Instant moment(Map<String, String> info, String name) {
        var text = info.get(name);
        return text == null ? null : moment(text, name);
    }

    /** With an offset, as the protocol asks for: 2026-07-20T15:00:00+08:00. */
    private static Instant moment(String text, String name) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw CAP_FIELD_UNFIT.with(name).at(name);
        }
    }

    /** Messages that this one updates or takes back: {@code sender,identifier,sent}, parted by white space. */
    private List<Reference> references() {
        var text = alert.getOrDefault("references", "");
        var found = new ArrayList<Reference>();
        for (var one : text.split("\\s+", -1)) {
            if (one.isEmpty()) {
                continue;
            }
            var parts = one.split(",", -1);
            if (parts.length != 3 || found.size() >= MOST) {
                throw CAP_FIELD_UNFIT.with("references").at("references");
            }
            found.add(new Reference(parts[0], parts[1], moment(parts[2], "references")));
        }
        return List.copyOf(found);
    }

    /** CAP has no colours. The headline names the one that the issuer gave it, or it stays unknown. */
    private static @Nullable Colour colour(@Nullable String headline) {
        var found = COLOUR.matcher(headline == null ? "" : headline);
        if (!found.find()) {
            return null;
        }
        return switch (found.group(1)) {
            case "蓝" -> Colour.BLUE;
            case "黄" -> Colour.YELLOW;
            case "橙" -> Colour.ORANGE;
            default -> Colour.RED;
        };
    }
}
