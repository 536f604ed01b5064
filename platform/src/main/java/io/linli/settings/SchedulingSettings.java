package io.linli.settings;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets modules do small regular work of their own process; what must be done once by all of them is not for here. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingSettings {}
