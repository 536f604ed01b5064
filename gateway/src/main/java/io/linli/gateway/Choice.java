package io.linli.gateway;

import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * One instance after the other, and never twice in a row the one that has just failed. (Not a configuration of this
 * application, but of the load balancer's own context for each service.)
 */
class Choice {

    @Bean
    ServiceInstanceListSupplier known(ConfigurableApplicationContext context) {
        return ServiceInstanceListSupplier.builder()
                .withBlockingDiscoveryClient()
                .withRetryAwareness()
                .build(context);
    }
}
