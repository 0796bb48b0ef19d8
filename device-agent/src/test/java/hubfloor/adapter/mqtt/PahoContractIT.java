package hubfloor.adapter.mqtt;

import hubfloor.port.BrokerConnector;
import hubfloor.testing.BrokerConnectorContract;
import hubfloor.testing.BrokerUnderTest;

/** The port's promises, kept by Paho and a real broker. */
class PahoContractIT extends BrokerConnectorContract {
    @Override
    protected Bench bench() {
        BrokerUnderTest broker = BrokerUnderTest.start();
        PahoConnector connector = PahoBench.connector(broker.port());
        return new Bench() {
            @Override
            public BrokerConnector connector() {
                return connector;
            }

            @Override
            public void kill() {
                broker.kill9();
            }

            @Override
            public void revive() {
                broker.restart();
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }
}
