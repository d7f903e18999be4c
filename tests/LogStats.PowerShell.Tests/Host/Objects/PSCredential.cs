#nullable disable

using System.Net;
using System.Security;

namespace System.Management.Automation;

/// <summary>A name and a secret.</summary>
public sealed class PSCredential
{
    public PSCredential(string userName, SecureString password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        UserName = userName;
        Password = password;
    }

    public static PSCredential Empty => null;

    public string UserName { get; }

    public SecureString Password { get; }

    public NetworkCredential GetNetworkCredential()
    {
        int slash = UserName.IndexOf('\\');
        return slash < 0
            ? new NetworkCredential(UserName, Password)
            : new NetworkCredential(UserName[(slash + 1)..], Password, UserName[..slash]);
    }
}
