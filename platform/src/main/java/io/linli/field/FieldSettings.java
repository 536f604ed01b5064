package io.linli.field;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * How long phones may keep work.
 *
 * @param lease how long a phone opens what it keeps without having met the server: a day's work and its night
 * @param phones on which one account works
 * @param forget how long a phone that never came again is remembered
 */
@ConfigurationProperties("linli.field")
public record FieldSettings(
        @DefaultValue("24h") Duration lease,
        @DefaultValue("10") int phones,
        @DefaultValue("180d") Duration forget) {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(FieldSettings.class)
    static class Bound {}
}
