using System.Globalization;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.PowerShell.Parameters;

/// <summary>
/// Reads lengths of time as they are typed. To PowerShell <c>1d</c> and <c>300s</c> are numbers; what was typed survives
/// in the wrapped object, and its text is asked for first. A number without a unit is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SpanTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null or TimeSpan or PSObject { BaseObject: TimeSpan })
        {
            return inputData!;
        }

        string text = (string)LanguagePrimitives.ConvertTo(inputData, typeof(string), CultureInfo.InvariantCulture);
        try
        {
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan exact) && text.Contains(':')
                ? exact
                : TimeText.ReadSpan("this parameter", text);
        }
        catch (LogStatsException fault)
        {
            throw new ArgumentTransformationMetadataException($"{fault.Message} {fault.Advice}", fault);
        }
    }
}
