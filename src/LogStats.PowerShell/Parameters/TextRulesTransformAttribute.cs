using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace LogStats.PowerShell.Parameters;

/// <summary>
/// Reads rules of texts that have to be together in a line: <c>'a', 'b'</c> is one rule of two texts; <c>('a', 'b'), 'c'</c> are
/// two rules. As soon as one of the things given is itself a list, each thing is a rule.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextRulesTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object[] given = [.. Items(inputData)];
        return Array.Exists(given, IsList) ? [.. given.Select(Rule)] : given.Length == 0 ? Array.Empty<string[]>() : (string[][])[Rule(given)];
    }

    private static string[] Rule(object rule) => [.. Items(rule).Select(Text)];

    private static IEnumerable<object> Items(object? given) => Bare(given) switch
    {
        null => [],
        string text => [text],
        IEnumerable several => several.Cast<object?>().Select(Bare).OfType<object>(),
        object one => [one],
    };

    private static string Text(object text) => IsList(text)
        ? throw new ArgumentTransformationMetadataException("Rules are lists of texts, not lists of lists of lists.")
        : (string)LanguagePrimitives.ConvertTo(text, typeof(string), CultureInfo.InvariantCulture) is { Length: > 0 } given ? given
            : throw new ArgumentTransformationMetadataException("An empty text would be in every line. Give texts of at least one character.");

    private static bool IsList(object one) => one is IEnumerable and not string;

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
