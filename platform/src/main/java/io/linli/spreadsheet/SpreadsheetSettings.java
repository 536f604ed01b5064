package io.linli.spreadsheet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * What spreadsheets may cost.
 *
 * @param largest one file as it is uploaded
 * @param unpacked all parts of a workbook together: some megabytes can hold gigabytes of zeros
 * @param texts the part that holds a workbook's texts, which are kept in memory while it is read
 * @param ratio how many times smaller a large part may have been packed
 * @param rows of one import
 * @param columns of a sheet
 * @param batch rows of one transaction
 * @param open imports of one person that are neither done nor cancelled
 * @param workers imports read at the same time
 * @param receiving what all uploads on their way may take of memory
 * @param patience how long an upload waits for its turn before it is asked to come again
 * @param keep how long an uploaded file is kept
 * @param silence after which a worker that says nothing is held for dead
 * @param personalRows how many rows with personal data may leave without a purpose and a second person
 */
@ConfigurationProperties("linli.spreadsheet")
public record SpreadsheetSettings(
        @DefaultValue("20MB") DataSize largest,
        @DefaultValue("512MB") DataSize unpacked,
        @DefaultValue("96MB") DataSize texts,
        @DefaultValue("200") int ratio,
        @DefaultValue("200000") int rows,
        @DefaultValue("200") int columns,
        @DefaultValue("1000") int batch,
        @DefaultValue("5") int open,
        @DefaultValue("1") int workers,
        @DefaultValue("64MB") DataSize receiving,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("7d") Duration keep,
        @DefaultValue("1m") Duration silence,
        @DefaultValue("100") int personalRows) {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SpreadsheetSettings.class)
    static class Bound {}
}
