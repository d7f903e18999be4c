using System.Management.Automation;

namespace LogStats.PowerShell.Parameters;

/// <summary>Finds a time zone by its name on this system: IANA or Windows, whichever was typed.</summary>
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
            return name.Equals("local", StringComparison.OrdinalIgnoreCase)
                ? TimeProvider.System.LocalTimeZone
                : TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception error) when (error is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            throw new ArgumentTransformationMetadataException(
                $"This system knows no time zone '{name}'. Press Tab for the names that it knows, such as UTC or Europe/Rome.", error);
        }
    }
}
