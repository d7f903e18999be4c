using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace LogStats.PowerShell.Parameters;

/// <summary>Values that are typed as hashtables, one or several.</summary>
internal static class Tables
{
    /// <summary>The items of an array, or the one thing that was given, without PowerShell's wrapping.</summary>
    public static IEnumerable<object> Each(object? given) => Bare(given) switch
    {
        null => [],
        IDictionary or string => [Bare(given)!],
        IEnumerable several => several.Cast<object?>().Select(Bare).OfType<object>(),
        object one => [one],
    };

    public static string? Text(object? value)
        => value is null ? null : (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture);

    public static ArgumentTransformationMetadataException Wrong(object given, string form)
        => new($"'{Text(given)}' cannot be used here. Expected: {form}.");

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
