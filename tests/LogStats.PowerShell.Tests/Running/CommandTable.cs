using System.Management.Automation;
using System.Reflection;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>Cmdlets by name and alias, as far as they are compiled into this assembly.</summary>
public static class CommandTable
{
    private static readonly Dictionary<string, Type> s_byName = Read();

    public static IEnumerable<Type> All => s_byName.Values.Distinct();

    public static Type Find(string name) => s_byName.GetValueOrDefault(name)
        ?? throw new ArgumentException($"No cmdlet is named '{name}'.", nameof(name));

    private static Dictionary<string, Type> Read()
    {
        Dictionary<string, Type> table = new(StringComparer.OrdinalIgnoreCase);
        foreach (Type type in typeof(CommandTable).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                table.Add($"{cmdlet.VerbName}-{cmdlet.NounName}", type);
                foreach (string alias in type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [])
                {
                    table.Add(alias, type);
                }
            }
        }

        return table;
    }
}
