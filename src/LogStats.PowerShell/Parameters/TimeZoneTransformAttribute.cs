using System.Management.Automation;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.PowerShell.Parameters;

/// <summary>Finds a time zone by its name on this system, or by its offset.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or TimeZoneInfo)
        {
            return value!;
        }

        string name = (string)LanguagePrimitives.ConvertTo(value, typeof(string));
        try
        {
            return ZoneText.Read("-TimeZone", name);
        }
        catch (LogStatsException error)
        {
            throw new ArgumentTransformationMetadataException(
                $"This system knows no time zone '{name}'. Press Tab for the names that it knows, such as UTC or Europe/Rome; an offset such as +02:00 will do too.", error);
        }
    }
}
