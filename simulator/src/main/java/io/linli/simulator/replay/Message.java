package io.linli.simulator.replay;

import java.util.Map;

/**
 * One message of a file as a report.
 *
 * @param line where it stands in the file
 * @param key the same for the same message in each run, so that replaying twice reports once
 * @param report the body of the request
 */
record Message(long line, String key, Map<String, ?> report) {}
