#nullable disable

using System.Collections.ObjectModel;

namespace System.Management.Automation.Language;

/// <summary>The command being typed: its name and nothing else.</summary>
public class CommandAst : CommandBaseAst
{
    private readonly string _name;

    internal CommandAst(string name) => _name = name;

    public ReadOnlyCollection<CommandElementAst> CommandElements { get; } = new([]);

    public string GetCommandName() => _name;
}
