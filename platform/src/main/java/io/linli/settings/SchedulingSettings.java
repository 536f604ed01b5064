package io.linli.settings;

import static org.springframework.scheduling.config.TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/** Lets modules do regular work; an instance without {@link Duty#TIMERS} leaves out all that is not its own. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingSettings {

    @Bean
    static BeanDefinitionRegistryPostProcessor regularWork(Environment settings) {
        boolean all = Duties.of(settings.getProperty(Duties.PROPERTY, "")).has(Duty.TIMERS);
        return registry -> {
            if (!all) {
                var dutiful = new RootBeanDefinition(Dutiful.class);
                dutiful.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
                registry.removeBeanDefinition(SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);
                registry.registerBeanDefinition(SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME, dutiful);
            }
        };
    }

    static final class Dutiful extends ScheduledAnnotationBeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            boolean own = AnnotationUtils.findAnnotation(AopUtils.getTargetClass(bean), EachInstance.class) != null;
            return own ? super.postProcessAfterInitialization(bean, name) : bean;
        }
    }
}
