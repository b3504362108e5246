import type { Remedy } from './advice.ts';

/** Which ports are to be let in, and under which name the rule is to be found again. */
interface InboundPorts {
  /** `21` or `50000-50100`. May be a placeholder. */
  readonly ports: string;
  /** Letters, digits and hyphens. */
  readonly name: string;
}

/** Rules that let TCP connections in, for every firewall and cloud that we know. */
export function openPorts({ ports, name }: InboundPorts): readonly Remedy[] {
  return [...openHostFirewall({ ports, name }), ...openCloudFirewall({ ports, name })];
}

/** The same on the machine itself. */
export function openHostFirewall({ ports, name }: InboundPorts): readonly Remedy[] {
  return [
    {
      product: 'firewalld',
      text: 'Let the ports in, for good, then load it:',
      commands: [`firewall-cmd --permanent --add-port=${ports}/tcp`, 'firewall-cmd --reload'],
    },
    { product: 'ufw', text: 'Let the ports in:', commands: [`ufw allow ${ports.replace('-', ':')}/tcp`] },
    {
      product: 'nftables',
      text: 'Put the rule before those that drop; table and chain are named as in /etc/nftables.conf, where it has to be added as well to survive a restart:',
      commands: [`nft insert rule inet filter input tcp dport ${ports} accept`],
    },
    {
      product: 'windows-firewall',
      text: 'As administrator:',
      commands: [
        `netsh advfirewall firewall add rule name="${name}" dir=in action=allow protocol=TCP localport=${ports}`,
      ],
    },
  ];
}

function openCloudFirewall({ ports, name }: InboundPorts): readonly Remedy[] {
  return [
    {
      product: 'aws',
      text: 'The security group of the instance, and its network ACL if that was changed:',
      commands: [
        `aws ec2 authorize-security-group-ingress --group-id <security group> --protocol tcp --port ${ports} --cidr 0.0.0.0/0`,
      ],
    },
    {
      product: 'azure',
      text: 'The network security group; a load balancer before the machine needs a rule for each port besides:',
      commands: [
        `az network nsg rule create --resource-group <group> --nsg-name <security group> --name ${name} --priority 310 --direction Inbound --access Allow --protocol Tcp --destination-port-ranges ${ports}`,
      ],
    },
    {
      product: 'gcp',
      text: 'A firewall rule of the network:',
      commands: [
        `gcloud compute firewall-rules create ${name} --network=<network> --direction=INGRESS --action=ALLOW --rules=tcp:${ports} --source-ranges=0.0.0.0/0`,
      ],
    },
  ];
}
