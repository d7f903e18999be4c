using System.Management.Automation;
using System.Reflection;

namespace LogStats.PowerShell.Display;

/// <summary>
/// The user's own colours for errors and warnings. They are PowerShell's to give and to take away: it leaves them out
/// where output is redirected or NO_COLOR is set. The library that the cmdlets are compiled against is older than
/// colours, so that they are looked up at run time; without them text stays plain.
/// </summary>
internal static class Style
{
    private static readonly object? s_style = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle")?
        .GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);

    public static string Error(string text) => Paint("Error", text);

    public static string Warning(string text) => Paint("Warning", text);

    private static string Paint(string name, string text)
        => Value(Value(s_style, "Formatting"), name) is string { Length: > 0 } start && Value(s_style, "Reset") is string end
            ? start + text + end : text;

    private static object? Value(object? owner, string name) => owner?.GetType().GetProperty(name)?.GetValue(owner);
}
