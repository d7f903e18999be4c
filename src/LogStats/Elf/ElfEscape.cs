namespace LogStats.Elf;

/// <summary>How a server writes what a field may not hold as it is.</summary>
internal enum ElfEscape : byte
{
    None,

    /// <summary><c>\"</c>, <c>\\</c>, <c>\n</c> and the like, <c>\xhh</c> for a byte, <c>\uhhhh</c> for a character:
    /// Apache, nginx, Tomcat and Varnish, each of which uses some of these.</summary>
    Backslash,

    /// <summary>As in a JSON string.</summary>
    Json,

    /// <summary><c>""</c> for a quote in a quoted value; <c>+</c> for a blank where nothing is quoted.</summary>
    W3C,

    /// <summary><c>#hh</c> for a byte: HAProxy.</summary>
    Hash,
}
