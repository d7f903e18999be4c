using System.Collections;
using System.Management.Automation;

namespace LogStats.PowerShell.Parameters;

/// <summary>Takes values to count in requests also as hashtables of names and patterns: <c>@{ uid = 'uid=(?&lt;pattern&gt;\d+)' }</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ElfExtractTransformAttribute : ArgumentTransformationAttribute
{
    private const string Form = @"@{ uid = 'uid=(?<pattern>\d+)' }, with one pattern or several for each name";

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => Tables.Each(inputData).SelectMany(Of).ToArray();

    private static IEnumerable<ElfExtract> Of(object item)
    {
        if (item is ElfExtract made)
        {
            yield return made;
            yield break;
        }

        foreach (DictionaryEntry entry in item as IDictionary ?? throw Tables.Wrong(item, Form))
        {
            string[] patterns = [.. Tables.Each(entry.Value).Select(pattern => Tables.Text(pattern) ?? "")];
            string name = Tables.Text(entry.Key) ?? "";
            yield return name.Length > 0 && patterns.Length > 0 && patterns.All(pattern => pattern.Length > 0)
                ? new ElfExtract(name, patterns)
                : throw Tables.Wrong($"the name '{name}' without a pattern", Form);
        }
    }
}
