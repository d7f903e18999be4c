using System.Globalization;
using System.Management.Automation;
using LogStats.Alerts;
using LogStats.Faults;

namespace LogStats.PowerShell.Parameters;

/// <summary>Reads a time of the day: <c>08:00</c>, <c>19:30:00</c>, <c>24:00</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ClockTimeTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null or TimeSpan or PSObject { BaseObject: TimeSpan })
        {
            return inputData!;
        }

        try
        {
            return ClockTime.Read("this parameter", (string)LanguagePrimitives.ConvertTo(inputData, typeof(string), CultureInfo.InvariantCulture));
        }
        catch (LogStatsException fault)
        {
            throw new ArgumentTransformationMetadataException($"{fault.Message} {fault.Advice}", fault);
        }
    }
}
