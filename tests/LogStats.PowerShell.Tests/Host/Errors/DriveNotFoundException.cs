#nullable disable

namespace System.Management.Automation;

/// <summary>The word before the colon is no drive.</summary>
public class DriveNotFoundException : SessionStateException
{
    public DriveNotFoundException()
    {
    }

    public DriveNotFoundException(string message)
        : base(message)
    {
    }

    public DriveNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
