using System.Management.Automation;
using LogStats.Faults;

namespace LogStats.PowerShell.Parameters;

/// <summary>Reads a time or a span back from now, and refuses at once what is neither.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return inputData is null ? inputData! : TimePoint.From(inputData);
        }
        catch (LogStatsException fault)
        {
            throw new ArgumentTransformationMetadataException($"{fault.Message} {fault.Advice}", fault);
        }
    }
}
