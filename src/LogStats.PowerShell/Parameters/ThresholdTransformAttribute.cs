using System.Collections;
using System.Globalization;
using System.Management.Automation;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.PowerShell.Parameters;

/// <summary>
/// Reads how long each may stay away: <c>@{ postgres = 1; 'poc@shop' = '90s' }</c>. A number is minutes. PowerShell makes
/// other kinds of numbers of an unquoted 1d or 90s, and within a table nothing tells what was typed: those are refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ThresholdTransformAttribute : ArgumentTransformationAttribute
{
    private const string Form = "a table of names with minutes or spans in quotes: @{ postgres = 1; 'poc@shop' = '90s' }";

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        Dictionary<string, TimeSpan> thresholds = new(StringComparer.Ordinal);
        foreach (object item in Tables.Each(inputData))
        {
            foreach (DictionaryEntry entry in Entries(item))
            {
                thresholds[Tables.Text(entry.Key) ?? ""] = Span(entry);
            }
        }

        return thresholds;
    }

    private static IEnumerable Entries(object item)
    {
        IDictionaryEnumerator entries = (item as IDictionary ?? throw Tables.Wrong(item, Form)).GetEnumerator();
        while (entries.MoveNext())
        {
            yield return entries.Entry;
        }
    }

    private static TimeSpan Span(DictionaryEntry entry)
    {
        object value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value ?? "";
        try
        {
            return value switch
            {
                TimeSpan span => span,
                int or long or double => TimeSpan.FromMinutes(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
                string text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double minutes)
                    => TimeSpan.FromMinutes(minutes),
                string text => TimeText.ReadSpan($"the threshold of '{entry.Key}'", text),
                _ => throw Tables.Wrong($"{entry.Key} = {value}", Form),
            };
        }
        catch (LogStatsException fault)
        {
            throw new ArgumentTransformationMetadataException($"{fault.Message} {fault.Advice}", fault);
        }
        catch (OverflowException error)
        {
            throw new ArgumentTransformationMetadataException($"'{value}' is no number of minutes for '{entry.Key}'.", error);
        }
    }
}
