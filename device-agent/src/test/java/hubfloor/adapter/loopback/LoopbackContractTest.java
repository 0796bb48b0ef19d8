package hubfloor.adapter.loopback;

import hubfloor.port.BrokerConnector;
import hubfloor.testing.BrokerConnectorContract;

/** The port's promises, kept by the broker that the fast tests use: what they prove must hold for a real one. */
class LoopbackContractTest extends BrokerConnectorContract {
    @Override
    protected Bench bench() {
        LoopbackBroker broker = new LoopbackBroker();
        return new Bench() {
            @Override
            public BrokerConnector connector() {
                return broker;
            }

            @Override
            public void kill() {
                broker.kill();
                broker.forget();
            }

            @Override
            public void revive() {
                broker.revive();
            }

            @Override
            public void close() {
                broker.kill();
            }
        };
    }
}
