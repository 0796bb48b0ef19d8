package hubfloor.adapter.mqtt;

import hubfloor.adapter.broker.EmbeddedBroker;
import hubfloor.port.BrokerConnector;
import hubfloor.testing.BrokerConnectorContract;

/** The port's promises, kept by Paho and the broker inside the process. */
class PahoEmbeddedContractIT extends BrokerConnectorContract {
    /** Artemis 2.55 publishes a will with its user properties only. */
    @Override
    protected boolean brokerKeepsTheWillsContentType() {
        return false;
    }

    @Override
    protected Bench bench() {
        EmbeddedBroker first = EmbeddedBroker.start(0);
        PahoConnector connector = PahoBench.connector(first.port());
        return new Bench() {
            private EmbeddedBroker broker = first;

            @Override
            public BrokerConnector connector() {
                return connector;
            }

            @Override
            public void kill() {
                broker.close();
            }

            @Override
            public void revive() {
                broker = EmbeddedBroker.start(broker.port());
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }
}
