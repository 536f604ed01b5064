package io.linli.notify;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** One gateway for two channels. */
@Configuration(proxyBeanMethods = false)
class GatewaySettings {

    @Bean
    Carrier smsCarrier(NotifySettings settings, JsonMapper json, Clock clock) {
        return new GatewayCarrier(Channel.SMS, settings.gateway(), json, clock);
    }

    @Bean
    Carrier wechatCarrier(NotifySettings settings, JsonMapper json, Clock clock) {
        return new GatewayCarrier(Channel.WECHAT, settings.gateway(), json, clock);
    }
}
