using System.Collections;
using System.Management.Automation;

namespace LogStats.PowerShell.Parameters;

/// <summary>Takes what requests are to count as also as hashtables: <c>@{ Group = 'g'; Method = 'm'; Pattern = '^/x' }</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ElfAggregateTransformAttribute : ArgumentTransformationAttribute
{
    private const string Form = "@{ Group = 'users'; Method = 'read'; Pattern = '^/users/' }";

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => Tables.Each(inputData).Select(Of).ToArray();

    private static ElfAggregate Of(object item)
    {
        if (item is ElfAggregate made)
        {
            return made;
        }

        string?[] values = new string?[3];
        foreach (DictionaryEntry entry in item as IDictionary ?? throw Tables.Wrong(item, Form))
        {
            string key = Tables.Text(entry.Key) ?? "";
            int at = Array.FindIndex(["Group", "Method", "Pattern"], name => name.Equals(key, StringComparison.OrdinalIgnoreCase));
            values[at >= 0 ? at : throw Tables.Wrong(key, Form)] = Tables.Text(entry.Value);
        }

        return values is [{ Length: > 0 } group, { Length: > 0 } method, { Length: > 0 } pattern]
            ? new ElfAggregate(group, method, pattern)
            : throw Tables.Wrong("a table without Group, Method or Pattern", Form);
    }
}
