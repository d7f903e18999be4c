namespace LogStats.PowerShell.Parameters;

/// <summary>How a message is sent.</summary>
public enum LogHttpMethod
{
    Post,

    Put,
}
