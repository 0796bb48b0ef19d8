package hubfloor.epcis;

import java.util.Set;

/**
 * The words of CBV 2.0 that EPCIS documents in JSON write bare. Anything else must be an absolute URI, and not CBV's own
 * namespace in long form. The GS1 schema alone lets an invented bare word pass, since it only hints at the format.
 */
final class Cbv {
    private static final Set<String> BIZ_STEPS = words(
            "accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting"
                    + " decommissioning departing destroying disassembling dispensing encoding entering_exiting holding"
                    + " inspecting installing killing loading other packing picking receiving removing repackaging"
                    + " repairing replacing reserving retail_selling sampling sensor_reporting shipping staging_outbound"
                    + " stock_taking stocking storing transporting unloading unpacking void_shipping");
    private static final Set<String> DISPOSITIONS = words(
            "active available completeness_inferred completeness_verified conformant container_closed container_open"
                    + " damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive"
                    + " mismatch_class mismatch_instance mismatch_quantity needs_replacement no_pedigree_match"
                    + " non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold returned"
                    + " sellable_accessible sellable_not_accessible stolen unavailable unknown");
    private static final Set<String> ERROR_REASONS = words("did_not_occur incorrect_data");
    private static final Set<String> ACTIONS = words("ADD OBSERVE DELETE");
    private static final Set<String> MEASURES =
            words("AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance"
                    + " AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area"
                    + " Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent"
                    + " DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity"
                    + " ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance"
                    + " KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux"
                    + " MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime"
                    + " MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux"
                    + " RadiantIntensity Radioactivity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume"
                    + " Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate"
                    + " VolumeFraction VolumetricFlux Wavenumber");

    private Cbv() {}

    static boolean isBizStep(String text) {
        return BIZ_STEPS.contains(text) || own(text);
    }

    static boolean isDisposition(String text) {
        return DISPOSITIONS.contains(text) || own(text);
    }

    static boolean isErrorReason(String text) {
        return ERROR_REASONS.contains(text) || own(text);
    }

    static boolean isAction(String text) {
        return ACTIONS.contains(text);
    }

    static boolean isMeasure(String text) {
        boolean longForm = text.matches("https?://(www[.])?gs1[.]org/voc/.*");
        return MEASURES.contains(text) || (Uris.absolute(text) && !longForm);
    }

    private static boolean own(String text) {
        return Uris.absolute(text) && !text.matches("(urn:epcglobal:cbv|https?://ns[.]gs1[.]org/cbv/).*");
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" ", -1));
    }
}
