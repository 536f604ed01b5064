package io.linli;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All that the {@link FirstHalf} does not run. */
@Suite
@SelectPackages("io.linli")
@IncludeClassNamePatterns(".*Tests")
@ExcludeClassNamePatterns(FirstHalf.CLASSES)
class SecondHalf {}
