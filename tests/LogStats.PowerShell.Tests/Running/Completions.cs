using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>Asks a parameter's completer, as the tab key would.</summary>
public static class Completions
{
    public static IReadOnlyList<CompletionResult> Of<T>(string parameter, string word, IDictionary? bound = null)
        where T : Cmdlet
    {
        var name = typeof(T).GetCustomAttribute<CmdletAttribute>()!;
        string command = $"{name.VerbName}-{name.NounName}";
        Type completer = typeof(T).GetProperty(parameter)?.GetCustomAttribute<ArgumentCompleterAttribute>()?.Type
            ?? throw new ArgumentException($"{command} has no completer for '{parameter}'.", nameof(parameter));
        var instance = (IArgumentCompleter)Activator.CreateInstance(completer)!;
        var ast = new CommandAst(command);
        return [.. instance.CompleteArgument(command, parameter, word, ast, bound ?? new Hashtable())];
    }
}
