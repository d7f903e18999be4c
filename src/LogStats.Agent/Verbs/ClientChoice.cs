using System.CommandLine;
using LogStats.Faults;
using LogStats.Geo;

namespace LogStats.Agent.Verbs;

/// <summary>The arguments that say what is to be found out about clients, and what of them is to be hidden.</summary>
internal sealed class ClientChoice
{
    private readonly Option<string[]> _geo = new("--geo")
    {
        Description = "A geo database (.mmdb) that tells where clients are; several tell together what each knows",
        HelpName = "file",
    };

    private readonly Option<bool> _anonymize = new("--anonymize")
    {
        Description = "Addresses become those of their networks (/24, /48 of IPv6), host names are left out",
    };

    private readonly Option<string?> _salt = new("--hash-salt-file")
    {
        Description = $"A file with the secret that goes into hashes of host names (or the variable {HostSalt.Variable})",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_geo, _anonymize, _salt])
        {
            command.Add(option);
        }
    }

    /// <summary>Databases are open until the program ends.</summary>
    /// <exception cref="LogStatsException">A database or the salt cannot be used.</exception>
    public ClientOptions Read(ParseResult parsed) => new()
    {
        Locations = parsed.GetValue(_geo) is { Length: > 0 } paths ? GeoLookup.Open(paths) : null,
        Anonymize = parsed.GetValue(_anonymize),
        Salt = parsed.GetValue(_salt) is string path ? HostSalt.File(path) : HostSalt.Environment(),
    };
}
