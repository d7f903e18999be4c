namespace LogStats.Elf.Munin;

/// <summary>What Munin asks a plugin for.</summary>
public enum MuninMode
{
    /// <summary>How the graphs look.</summary>
    Config,

    /// <summary>Their values.</summary>
    Values,

    /// <summary>Whether there is something to draw.</summary>
    Autoconf,

    /// <summary>The names under which the plugin can be installed.</summary>
    Suggest,
}
