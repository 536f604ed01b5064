package io.linli.files;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * What uploads may cost.
 *
 * @param largest one file
 * @param largestSound one voice note
 * @param longestSound one voice note, with what the recorder needs to stop
 * @param pixels of one photo: 50 million are the largest of today's phones in their usual mode
 * @param side the longest of the copy that others see
 * @param unattached files of one uploader that no report has taken yet, within {@code keep}
 * @param keep how long a file waits for its report
 * @param decoders photos decoded at the same time
 * @param patience how long an upload waits for its turn before it is asked to come again
 * @param receiving what all uploads on their way may take of memory
 * @param fullAt at how many per cent of the disk uploads are refused, so that the database keeps room
 */
@ConfigurationProperties("linli.files")
public record FilesSettings(
        @DefaultValue("20MB") DataSize largest,
        @DefaultValue("4MB") DataSize largestSound,
        @DefaultValue("125s") Duration longestSound,
        @DefaultValue("50000000") long pixels,
        @DefaultValue("2560") int side,
        @DefaultValue("50") int unattached,
        @DefaultValue("24h") Duration keep,
        @DefaultValue("2") int decoders,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("96MB") DataSize receiving,
        @DefaultValue("97") int fullAt) {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(FilesSettings.class)
    static class Bound {}
}
