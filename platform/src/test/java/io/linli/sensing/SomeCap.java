package io.linli.sensing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Messages of CAP 1.2 by a sender that there is not. */
public final class SomeCap {

    public static final String SENDER = "cap@example.invalid";

    private static final ZoneOffset HERE = ZoneOffset.ofHours(8);

    private SomeCap() {}

    /** An orange warning of rain for 浏阳市 in two languages, good for six hours. */
    public static String alert(String identifier, Instant sent) {
        return message(identifier, sent, "Alert", "", infos(sent));
    }

    /** One that takes back, or replaces, another. */
    public static String about(String identifier, Instant sent, String kind, String other, Instant otherSent) {
        var reference = "<references>%s,%s,%s</references>".formatted(SENDER, other, at(otherSent));
        return message(identifier, sent, kind, reference, infos(sent));
    }

    public static String message(String identifier, Instant sent, String kind, String references, String infos) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                  <identifier>%s</identifier><sender>%s</sender><sent>%s</sent>
                  <status>Actual</status><msgType>%s</msgType>%s<scope>Public</scope>
                  <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><a/></SignedInfo></Signature>%s
                </alert>
                """.formatted(identifier, SENDER, at(sent), kind, references, infos);
    }

    private static String infos(Instant sent) {
        return """
                <info><language>en</language><category>Met</category><event>Rainstorm</event></info>
                <info><language>zh-CN</language><category>Met</category><event>暴雨</event>
                  <urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
                  <effective>%s</effective><expires>%s</expires>
                  <senderName>示例气象台</senderName><headline>示例气象台发布暴雨橙色预警</headline>
                  <description>3 小时内降雨 50 毫米以上 &amp; <!-- so -->可能持续</description>
                  <area><areaDesc>浏阳市</areaDesc><polygon>28,113 28,114 29,114 28,113</polygon>
                    <geocode><valueName>GB/T 2260</valueName><value>430181000000</value></geocode></area>
                  <area><areaDesc>示例乙市</areaDesc><geocode><valueName>own</valueName><value>999</value></geocode></area>
                </info>""".formatted(at(sent), at(sent.plusSeconds(6 * 3600)));
    }

    private static String at(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(at, HERE));
    }
}
