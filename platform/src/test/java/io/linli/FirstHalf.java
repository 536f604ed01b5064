package io.linli;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * What one of the two test JVMs runs, each on a database of its own: the journeys, which take longest, first. Which test
 * runs after which is thereby the same on every machine.
 */
@Suite
@SelectPackages("io.linli")
@IncludeClassNamePatterns(FirstHalf.CLASSES)
class FirstHalf {

    static final String CLASSES =
            "io\\.linli\\.([A-Z]|(analysis|audit|calendar|dataprotection|field|files|groundwork|insight|journal)\\.).*Tests";
}
